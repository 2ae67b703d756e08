// A small picture of curves: the amount over the main question, before and after.

const WIDE = 360;
const HIGH = 140;
const EDGE = 6;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * @param {{ name: string, points: [string, string][] }[]} curves
 * @param {string} label
 */
export function curvePicture(curves, label) {
  const all = curves.flatMap(({ points }) => points.map(([value, amount]) => [Number(value), Number(amount)]));
  const right = Math.max(1, ...all.map(([value]) => value ?? 0));
  const top = Math.max(1, ...all.map(([, amount]) => amount ?? 0));
  const picture = made('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, role: 'img', 'aria-label': label, class: 'hc-desk__curve' });
  for (const { name, points } of curves) {
    const places = points.map(([value, amount]) => {
      const x = EDGE + (Number(value) / right) * (WIDE - 2 * EDGE);
      const y = HIGH - EDGE - (Number(amount) / top) * (HIGH - 2 * EDGE);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    picture.append(made('polyline', { points: places.join(' '), class: `hc-desk__curve--${name}`, fill: 'none' }));
  }
  return picture;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function made(name, attributes) {
  const one = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}
