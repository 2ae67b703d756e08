// The form of a calculator: what it holds, how an address fills it, and what is said beside its fields.

import { parseScaled, placesOf, plain, show } from './numbers.mjs';
import { typedMoney } from './units.mjs';
import { lang, say } from './words.mjs';

const CHOICES = { true: true, false: false };
const WAN = 10_000n;
const SMALL = 100n; // a sum below a hundredth of the example was perhaps meant in 万

/** What the form holds, by name; a tick is `true` or `false`. */
export function answersIn(form, fields) {
  const found = {};
  for (const name of Object.keys(fields)) {
    const field = form.elements[name];
    found[name] = field.type === 'checkbox' ? String(field.checked) : field.value.trim();
  }
  return found;
}

/** The answers without the fields that are empty. */
export function given(inputs) {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
}

/** The answers as an address carries them: numbers without unit and grouping; what cannot be read, as typed. */
export function canonical(inputs, fields) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => {
      const steps = stepsOf(text, fields[name].kind);
      return [name, steps === null ? text : plain(steps, placesOf(fields[name].kind))];
    }),
  );
}

/** A number as typed, in steps of its input; null where the text is none. */
export function stepsOf(text, kind) {
  return kind === 'yes-no' || kind === 'choice' ? null : parseScaled(text, kind, placesOf(kind));
}

/** Whether the form holds anything but what the page came with: typed before this program was there, or kept by the browser. */
export function isChanged(form, fields) {
  return Object.keys(fields).some((name) => isFieldChanged(form.elements[name]));
}

/** Whether a field holds anything but what the page came with. */
export function isFieldChanged(field) {
  if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (field.tagName === 'SELECT')
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((option) => option.defaultSelected),
      )
    );
  return field.value !== field.defaultValue;
}

/** Fills in what came with an address; returns the names of what could not be taken. */
export function fill(form, fields, inputs, unit) {
  const unreadable = [];
  for (const [name, value] of Object.entries(inputs)) {
    const field = form.elements[name];
    if (field.type === 'checkbox') {
      if (value in CHOICES) field.checked = CHOICES[value];
      else unreadable.push(name);
    } else if (field.tagName === 'SELECT') {
      if ([...field.options].some((option) => option.value === value)) field.value = value;
      else unreadable.push(name);
    } else {
      field.value = value;
    }
  }
  writeMoney(form, fields, unit);
  return unreadable;
}

/** Writes the sums of money in the form the way the reader likes them; what cannot be read stays as typed. */
export function writeMoney(form, fields, unit) {
  for (const [name, { kind }] of Object.entries(fields)) {
    const fen = kind === 'money' ? stepsOf(form.elements[name].value, kind) : null;
    if (fen !== null) form.elements[name].value = typedMoney(fen, unit);
  }
}

/** Says below each sum of money how it was read; where it is suspiciously small, offers the sum in 万元. */
export function writeEchoes(form, fields, unit) {
  for (const [name, { kind, atMost }] of Object.entries(fields)) {
    if (kind !== 'money') continue;
    const field = form.elements[name];
    const place = form.querySelector(`#echo-${CSS.escape(name)}`);
    place.dataset.usual ??= place.textContent;
    const fen = stepsOf(field.value, kind);
    const chinese = lang === 'zh' || unit === 'wan';
    const echoed = chinese && !/[万萬亿億]/.test(field.value) ? 'wan' : 'yuan'; // the form that was not typed
    place.textContent = fen === null ? place.dataset.usual : say('script.echo', { amount: show(fen, lang, echoed) });
    if (fen && isSmall(field, fen) && fen * WAN <= stepsOf(atMost, kind))
      place.append(' ', offer(field, fen * WAN, chinese ? 'wan' : 'yuan'));
  }
}

/** Whether bare digits were typed that make far less than the example. */
function isSmall(field, fen) {
  return /^[\d.]+$/.test(field.value.trim()) && fen * SMALL <= (stepsOf(field.defaultValue, 'money') ?? 0n);
}

function offer(field, fen, unit) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'hc-offer';
  button.textContent = say('script.perhaps', { amount: show(fen, lang, unit) });
  button.addEventListener('click', () => {
    field.value = typedMoney(fen, unit);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
  return button;
}

/** Puts each problem beside its field, and takes the settled ones away. */
export function showProblems(form, problems) {
  for (const place of form.querySelectorAll('.hc-problem')) {
    const name = place.id.replace('problem-', '');
    const field = form.elements[name];
    place.textContent = problems[name] ?? '';
    place.hidden = !(name in problems);
    if (name in problems) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    if (name in problems) openAround(place);
  }
}

/** What is said inside a folded part must be seen. */
function openAround(place) {
  for (let around = place.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
}

/** The question of a field in words. */
export function labelOf(form, name) {
  const [label] = form.elements[name].labels;
  return label.textContent.trim();
}
