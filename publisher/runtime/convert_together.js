// Put into Pyodide's script by link.py, in the scope that has GOT, resolveGlobalSymbol and generateTypePack.
var converted = new Map();

// Makes one wasm module of all functions of the script that Python's code knows by their address.
var convertTogether = () => {
  const names = Object.keys(GOT).filter((name) => GOT[name].value == -1);
  const functions = names.map((name) => resolveGlobalSymbol(name, true).sym).filter((found) => typeof found == 'function' && found.sig);
  const number = (value) => (value < 128 ? [value] : [value % 128 | 128, ...number(value >> 7)]); // LEB128
  const section = (kind, items) => {
    const content = [...number(items.length), ...items.flat()];
    return [kind, ...number(content.length), ...content];
  };
  const name = (at) => [String(at).length, ...String(at).split('').map((digit) => digit.charCodeAt())];
  const types = [...new Set(functions.map(({ sig }) => sig))];
  const module = new WebAssembly.Module(Uint8Array.from([
    0, 97, 115, 109, 1, 0, 0, 0,
    ...section(1, types.map((sig) => [96, ...generateTypePack(sig.slice(1)), ...generateTypePack(sig[0] === 'v' ? '' : sig[0])])),
    ...section(2, functions.map(({ sig }, at) => [0, ...name(at), 0, ...number(types.indexOf(sig))])),
    ...section(7, functions.map((_, at) => [...name(at), 0, ...number(at)])),
  ]));
  const { exports } = new WebAssembly.Instance(module, { '': functions });
  functions.forEach((one, at) => converted.set(one, exports[at]));
};

// Where in the table of functions the exported ones stand already; a function of wasm has its number for a name.
var placesOf = (exports) => {
  const known = Object.values(exports).filter((one) => typeof one == 'function' && one.name in PLACES);
  return new WeakMap(known.map((one) => [one, PLACES[one.name]]));
};
