import type { Attachment } from 'postal-mime';

/** A mail's HTML as a page of its own: links open in new tabs, pictures in the mail are put where it shows them. */
export function showableHtml(html: string, files: readonly Attachment[]): string {
  const pictures = new Map(
    files
      .filter(({ contentId, mimeType }) => contentId !== undefined && /^image\/[\w.+-]+$/.test(mimeType))
      .map((file) => [(file.contentId ?? '').replace(/^<|>$/g, ''), dataUrl(file)]),
  );
  const withPictures = html.replace(
    /(["'(])cid:([^"'()\s<>]{1,200})/gi,
    (all, before: string, id: string) => {
      const picture = pictures.get(id);
      return picture === undefined ? all : `${before}${picture}`;
    },
  );
  const base = '<base target="_blank">';
  const head = /<head(?:\s[^<>]*)?>/i.exec(withPictures);
  if (!head) return `<!doctype html>${base}${withPictures}`;
  const at = head.index + head[0].length;
  return withPictures.slice(0, at) + base + withPictures.slice(at);
}

function dataUrl({ mimeType, content }: Attachment): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  return `data:${mimeType};base64,${bytes.toString('base64')}`;
}
