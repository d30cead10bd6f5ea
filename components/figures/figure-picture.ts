/** A figure as a PNG to paste into a report: what it is, its value with counts and coverage, and the bars. Twice the size, for sharp print. */
export async function figurePicture(
  bars: HTMLCanvasElement,
  lines: { title: string; value: string; notes: readonly string[] },
): Promise<Blob | null> {
  const style = getComputedStyle(document.body);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const scale = 2;
  const [width, height] = [360, 128 + 16 * lines.notes.length];
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.scale(scale, scale);
  pen.fillStyle = colour('--bg');
  pen.fillRect(0, 0, width, height);
  const write = (text: string, y: number, font: string, token: string) => {
    pen.font = `${font} ${style.fontFamily}`;
    pen.fillStyle = colour(token);
    pen.fillText(text, 16, y, width - 32);
  };
  write(lines.title, 28, '600 13px', '--muted');
  write(lines.value, 60, '600 24px', '--text');
  pen.drawImage(bars, 16, 72, width - 32, 36);
  pen.fillStyle = colour('--control');
  pen.fillRect(16, 108, width - 32, 1);
  for (const [at, note] of lines.notes.entries()) write(note, 126 + 16 * at, '12px', '--muted');
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
