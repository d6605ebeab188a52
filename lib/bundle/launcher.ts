/** Python takes it for the whole program; the runtime at the end of the file reads the rest as text. */
export const LAUNCHER =
  'f = open(__file__, encoding="utf-8"); text = f.read(); f.close(); ' +
  'exec(compile(text.split("\\n#=== runtime ===\\n")[-1]' +
  '.split("\\n#=== ")[0].strip("r\'\\n"), "<replay>", "exec"), ' +
  '{"__name__": "<replay>", "__file__": __file__})';
