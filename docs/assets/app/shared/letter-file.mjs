// A letter as a document for word processors, written by a library of others that is loaded when it is first asked for.

import { library } from './library.mjs';

/**
 * What is taken of the library; its own types would bring those of Node into every script of the site.
 *
 * @typedef {object} Docx
 * @property {Record<'BOTH' | 'CENTER' | 'LEFT', string>} AlignmentType
 * @property {new (options: object) => object} Document
 * @property {new (options: object) => object} Paragraph
 * @property {new (options: object | string) => object} TextRun
 * @property {{ toBlob: (document: object) => Promise<Blob> }} Packer
 */
/** @typedef {{ lang: string, paragraphs: string[] }} Text  a letter in one language, its title and its salutation first */

// A4 and the margins of official letters (GB/T 9704), in twentieths of a point; a millimetre has 56.7.
const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 } };
const SIZE = 28; // half points: 四号
const TITLE_SIZE = 36;
const INDENT = 560; // two characters
const LINE = { line: 360, after: 120 }; // one and a half lines
const BLANKS = 3; // what the firm fills in: its name, whom to call, the day
const LATIN = 'Times New Roman';

/**
 * A letter as a DOCX file, each language on a page of its own; rejects where the library cannot be had.
 *
 * @param {Text[]} texts
 * @returns {Promise<Blob>}
 */
export async function writeLetter(texts) {
  /** @type {Docx} */
  const docx = await library('docx/docx.mjs');
  const made = new docx.Document({
    title: texts[0]?.paragraphs[0] ?? '',
    creator: 'HuiCe',
    lastModifiedBy: 'HuiCe',
    styles: {
      default: {
        document: {
          run: { font: font('仿宋', false), size: SIZE, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: LINE },
        },
      },
    },
    sections: texts.map(({ lang, paragraphs }) => ({
      properties: { page: PAGE },
      children: paragraphs.map((text, at) => paragraph(docx, text, at, paragraphs.length, lang)),
    })),
  });
  return docx.Packer.toBlob(made);
}

/**
 * @param {Docx} docx
 * @param {string} text
 * @param {number} at
 * @param {number} count
 * @param {string} lang
 */
function paragraph({ AlignmentType, Paragraph, TextRun }, text, at, count, lang) {
  const chinese = lang.startsWith('zh');
  if (at === 0) {
    const run = new TextRun({ text, bold: true, size: TITLE_SIZE, font: font('宋体', chinese) });
    return new Paragraph({ children: [run], alignment: AlignmentType.CENTER, spacing: { ...LINE, after: 360 } });
  }
  const flush = at === 1 || at >= count - BLANKS;
  const indent = flush || !chinese ? undefined : { firstLine: INDENT };
  const run = new TextRun({ text, font: font('仿宋', chinese) });
  return new Paragraph({ children: [run], indent, alignment: flush ? AlignmentType.LEFT : AlignmentType.BOTH });
}

/**
 * The fonts of a run; both scripts share quotation marks, which Chinese has as wide as a character.
 *
 * @param {string} eastAsia
 * @param {boolean} chinese
 */
function font(eastAsia, chinese) {
  return { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia, ...(chinese && { hint: 'eastAsia' }) };
}
