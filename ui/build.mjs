// Bundles the scripts of the web face into the package, with the licences of what is in them.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const outdir = "../kg/web/static/ui";
const made = await build({
  entryPoints: ["src/sparql.js", "src/explore.js", "src/review.js"],
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none", // they stand in LICENSES.txt
  metafile: true,
  logLevel: "info",
});

const packages = new Set(
  Object.keys(made.metafile.inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
);
const parts = [];
for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} brings no licence text`);
  parts.push(`${name} ${version} (${license})\n\n${await readFile(`${folder}/${file}`, "utf8")}`);
}
await writeFile(`${outdir}/LICENSES.txt`, parts.join(`\n${"-".repeat(72)}\n`));
