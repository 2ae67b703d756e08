// The case in the address: `?compute_spend=1000000&…`, sorted; `on`, `v` and `embed` are reserved.

export const RESERVED = ['on', 'v', 'embed'];
const MOST_CHARACTERS = 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The inputs in the address that the page asks for, the date, and whether anything had to be left out. */
export function readAddress(fields, search = location.search) {
  const parameters = new URLSearchParams(search);
  const inputs = {};
  const unknown = [];
  for (const [name, value] of parameters) {
    if (RESERVED.includes(name)) continue;
    if (name in fields && value.length <= MOST_CHARACTERS) inputs[name] = value;
    else unknown.push(name.slice(0, MOST_CHARACTERS));
  }
  const on = parameters.get('on');
  return { inputs, unknown, on: DAY.test(on ?? '') && !Number.isNaN(Date.parse(on)) ? on : null, badDay: on !== null && !DAY.test(on), version: parameters.get('v') };
}

/** The address of a case, its inputs sorted. */
export function caseAddress(inputs, { on = null, version = null, embed = false } = {}) {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(inputs).sort()) if (inputs[name] !== '') parameters.set(name, inputs[name]);
  if (on) parameters.set('on', on);
  if (version) parameters.set('v', version);
  if (embed) parameters.set('embed', '1');
  return `${location.pathname}?${parameters}`;
}

/** Puts the case into the address without a new entry in the history. */
export function writeAddress(inputs, options) {
  const embed = new URLSearchParams(location.search).has('embed');
  history.replaceState(null, '', caseAddress(inputs, { ...options, embed }));
}
