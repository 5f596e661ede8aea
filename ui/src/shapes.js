// How sigma draws points: each kind with its own outline and a rim that sets it off from the ground.
//
// A texture holds for each outline how deep inside it a spot is. From that one value the shader
// works out edges that stay sharp at every size, and a rim of the same width all around.
// Not instanced, as sigma's own circles are: without a graphics card each instance is drawn by
// itself, and ten thousand take a third of a second.

import { NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

import { depth, rings } from "./outlines.js";

const CELL = 48; // texels a side
const EXTENT = 1.6; // of a cell, in radii
const DEEP = 0.5; // radii at which the texture is full or empty

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
uniform float u_count;
varying vec4 v_color;
varying vec2 v_at;
varying vec2 v_cell;
varying float v_radius;
varying float v_rim;
const float bias = 255.0 / 254.0;

void main() {
  // One triangle about the square cell: its corners are (-1, -1), (3, -1) and (-1, 3).
  v_cell = vec2(a_corner == 1.0 ? 3.0 : -1.0, a_corner == 2.0 ? 3.0 : -1.0);
  float reach = a_size * u_correctionRatio / u_sizeRatio * 2.0 * ${EXTENT.toFixed(2)};
  gl_Position = vec4((u_matrix * vec3(a_position + reach * v_cell, 1)).xy, 0, 1);
  float shape = abs(a_shape) - 1.0;
  v_at = vec2((shape + 0.5 + 0.49 * v_cell.x) / u_count, 0.5 - 0.49 * v_cell.y);
  v_radius = a_size / u_sizeRatio * u_pixelRatio;
  v_rim = a_shape < 0.0 ? 0.0 : min(0.14 * v_radius, 1.1 * u_pixelRatio);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying vec2 v_cell;
varying float v_radius;
varying float v_rim;
uniform sampler2D u_outlines;
uniform vec4 u_ink;

void main(void) {
  if (max(v_cell.x, v_cell.y) > 1.0) discard;
  float deep = (texture2D(u_outlines, v_at).r * 2.0 - 1.0) * ${DEEP.toFixed(2)} * v_radius;
  #ifdef PICKING_MODE
  if (deep < -1.0 - v_rim) discard;
  gl_FragColor = v_color;
  #else
  float whole = clamp(deep + v_rim + 0.5, 0.0, 1.0);
  if (whole == 0.0) discard;
  vec4 color = mix(u_ink, v_color, clamp(deep + 0.5, 0.0, 1.0));
  gl_FragColor = vec4(color.rgb * whole, whole);
  #endif
}`;

/** Return the texture's bytes: a row of cells, one for each outline. */
export function charted(paths) {
  const width = CELL * paths.length;
  const bytes = new Uint8Array(width * CELL * 4);
  paths.forEach((path, number) => {
    const found = rings(path);
    for (let row = 0; row < CELL; row += 1)
      for (let column = 0; column < CELL; column += 1) {
        const [x, y] = [column, row].map((at) => (((at + 0.5) / CELL) * 2 - 1) * (EXTENT / 0.98));
        const value = Math.round((Math.min(1, Math.max(-1, depth(found, x, y) / DEEP)) + 1) * 127.5);
        bytes.fill(value, (row * width + number * CELL + column) * 4, (row * width + number * CELL + column) * 4 + 4);
      }
  });
  return { width, height: CELL, bytes };
}

/** Return the class that draws points with these outlines; `ink()` tells the rim's colour, 0 to 1. */
export function shaping(paths, ink) {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  const chart = charted(paths);
  return class extends NodeProgram {
    constructor(gl, ...rest) {
      super(gl, ...rest);
      this.outlines = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, this.outlines);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, chart.width, chart.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, chart.bytes);
      for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
      for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, way, gl.LINEAR);
    }

    getDefinition() {
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_pixelRatio", "u_matrix", "u_count", "u_outlines", "u_ink"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_corner", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
      };
    }

    processVisibleItem(id, start, data) {
      const { array } = this;
      const color = floatColor(data.color);
      const shape = data.faded ? -1 - data.shape : 1 + data.shape; // what is faded has no rim
      for (let corner = 0, at = start; corner < 3; corner += 1, at += 7) {
        array[at] = data.x;
        array[at + 1] = data.y;
        array[at + 2] = data.size;
        array[at + 3] = shape;
        array[at + 4] = corner;
        array[at + 5] = color;
        array[at + 6] = id;
      }
    }

    setUniforms({ sizeRatio, correctionRatio, pixelRatio, matrix }, { gl, uniformLocations: at }) {
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.outlines);
      gl.uniform1i(at.u_outlines, 0);
      gl.uniform1f(at.u_count, paths.length);
      gl.uniform4f(at.u_ink, ...ink(), 1);
      gl.uniform1f(at.u_sizeRatio, sizeRatio);
      gl.uniform1f(at.u_correctionRatio, correctionRatio);
      gl.uniform1f(at.u_pixelRatio, pixelRatio);
      gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    }

    kill() {
      this.normalProgram?.gl.deleteTexture(this.outlines);
      super.kill();
    }
  };
}
