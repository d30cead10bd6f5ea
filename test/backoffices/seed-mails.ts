import nodemailer from 'nodemailer';
import { type Mail, mails } from './canaries.ts';

export const inboxAddress = 'service@shop.example';

/** Sends mails to a test inbox as customers would. */
export async function sendMails(smtpPort: number, which: readonly Mail[]): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
  for (const mail of which) {
    await transport.sendMail({
      from: { name: mail.name, address: mail.address },
      to: inboxAddress,
      date: new Date(Date.now() - mail.minutesAgo * 60_000),
      subject: mail.subject,
      text: mail.text,
      html: `<p>${mail.text}</p>`,
    });
  }
  transport.close();
}

/** Puts the sample mails into an empty inbox; leaves one that holds mails alone. */
export async function seedMails(inbox: string, smtpPort: number): Promise<string> {
  const summary = (await (await fetch(`${inbox}/api/email/summary?limit=1`)).json()) as { total: number };
  if (summary.total > 0) return `${summary.total} mails kept`;
  await sendMails(smtpPort, mails);
  return `${mails.length} mails`;
}
