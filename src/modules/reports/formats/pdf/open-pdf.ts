import PDFDocument from 'pdfkit';
import type { ReportFonts } from './report-fonts.js';

/** A PDF without pages. */
export function openPdf(title: string, madeAt: Date, { regular, bold }: ReportFonts): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Creator: 'Online Cinema', Producer: 'Online Cinema', CreationDate: madeAt },
  });
  return pdf.registerFont('regular', regular).registerFont('bold', bold);
}
