// How the lines of a large picture are drawn: all in one go from columns, one pixel wide.
//
// Sigma keeps an object for each line and asks anew about each whenever anything changes: tens of
// thousands take longer than the rest of the page. So sigma has only those that are emphasised;
// the others are drawn below them from two buffers, which are filled anew in a few milliseconds.

import { EdgeRectangleProgram } from "sigma/rendering";

const VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute vec4 a_color;
uniform mat3 u_matrix;
varying vec4 v_color;

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  v_color = vec4(a_color.rgb * a_color.a, a_color.a);
}`;

const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
void main(void) { gl_FragColor = v_color; }`;

/** The lines as they are to be drawn; `paint(i)` returns a line's colour as four bytes, 0 for none. */
export class Lines {
  constructor(picture, paint) {
    this.picture = picture;
    this.paint = paint;
    this.positions = new Float32Array(picture.lineCount * 4);
    this.colours = new Uint32Array(picture.lineCount * 2);
    this.count = 0;
    this.isStale = true;
  }

  /** Fill the buffers with what is seen now. */
  fill(renderer) {
    const { source, target } = this.picture.ends;
    const at = Array.from({ length: this.picture.count }, (_, i) => renderer.getNodeDisplayData(String(i)));
    let count = 0;
    for (let i = 0; i < this.picture.lineCount; i += 1) {
      const colour = this.paint(i);
      if (!colour) continue;
      const [from, to] = [at[source[i]], at[target[i]]];
      this.positions.set([from.x, from.y, to.x, to.y], count * 4);
      this.colours.fill(colour, count * 2, count * 2 + 2);
      count += 1;
    }
    this.count = count;
    this.isStale = false;
  }
}

/** Return the class that draws emphasised lines as sigma does, and `lines` below them. */
export function lining(lines) {
  return class extends EdgeRectangleProgram {
    constructor(gl, picking, renderer) {
      super(gl, picking, renderer);
      this.own = linked(gl);
    }

    render(params) {
      if (lines.isStale) this.load();
      if (lines.count) this.below(params);
      super.render(params);
    }

    load() {
      const { gl, positions, colours } = this.own;
      lines.fill(this.renderer);
      gl.bindBuffer(gl.ARRAY_BUFFER, positions);
      gl.bufferData(gl.ARRAY_BUFFER, lines.positions.subarray(0, lines.count * 4), gl.DYNAMIC_DRAW);
      gl.bindBuffer(gl.ARRAY_BUFFER, colours);
      gl.bufferData(gl.ARRAY_BUFFER, lines.colours.subarray(0, lines.count * 2), gl.DYNAMIC_DRAW);
    }

    below({ matrix, width, height, pixelRatio }) {
      const { gl, program, positions, colours, at } = this.own;
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, width * pixelRatio, height * pixelRatio);
      gl.enable(gl.BLEND);
      gl.useProgram(program);
      gl.uniformMatrix3fv(at.matrix, false, matrix);
      gl.enableVertexAttribArray(at.position);
      gl.bindBuffer(gl.ARRAY_BUFFER, positions);
      gl.vertexAttribPointer(at.position, 2, gl.FLOAT, false, 0, 0);
      gl.enableVertexAttribArray(at.colour);
      gl.bindBuffer(gl.ARRAY_BUFFER, colours);
      gl.vertexAttribPointer(at.colour, 4, gl.UNSIGNED_BYTE, true, 0, 0);
      gl.drawArrays(gl.LINES, 0, lines.count * 2);
      gl.disableVertexAttribArray(at.position);
      gl.disableVertexAttribArray(at.colour);
    }

    kill() {
      const { gl, program, positions, colours } = this.own;
      gl.deleteProgram(program);
      for (const buffer of [positions, colours]) gl.deleteBuffer(buffer);
      super.kill();
    }
  };
}

function linked(gl) {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  const at = { matrix: gl.getUniformLocation(program, "u_matrix"), position: gl.getAttribLocation(program, "a_position"), colour: gl.getAttribLocation(program, "a_color") };
  return { gl, program, at, positions: gl.createBuffer(), colours: gl.createBuffer() };
}
