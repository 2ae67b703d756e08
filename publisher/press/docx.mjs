// What letters take from docx, as one module: publisher/press/vendor.py makes a file of it by esbuild.

export { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
