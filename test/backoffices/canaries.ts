/**
 * What must never be found in anything of ours: addresses, names, subjects and texts of the customers' mails, and the buyers of the orders.
 * Each is unlike anything else in the shop or in the program, so one hit is a leak.
 */
export interface Mail {
  name: string;
  address: string;
  subject: string;
  text: string;
  /** How long ago it was sent, in minutes. */
  minutesAgo: number;
}

export const mails: readonly Mail[] = [
  {
    name: 'Anneliese Quartermaine',
    address: 'anneliese.quartermaine@canary-mail.example',
    subject: 'Zephyrine parcel 4711 has not arrived',
    text: 'Ordered on the ninth. The blackthorn lantern is still missing from the box.',
    minutesAgo: 9,
  },
  {
    name: '欧阳鹭鸣',
    address: 'ouyang.luming@canary-mail.example',
    subject: '鹭鸣的包裹什么时候发货',
    text: '请问琥珀色的台灯什么时候可以寄到乌鲁木齐？',
    minutesAgo: 35,
  },
  {
    name: '諸葛蓮霧',
    address: 'zhuge.lianwu@canary-mail.example',
    subject: '退換貨：蓮霧色杯子有裂痕',
    text: '收到的杯子有裂痕，想要更換一個。',
    minutesAgo: 150,
  },
  {
    name: 'Bartholomew Vexley',
    address: 'b.vexley@canary-mail.example',
    subject: 'Invoice for the marmalade keyboard',
    text: 'Please send an invoice with the vermilion stamp of the company on it.',
    minutesAgo: 1500,
  },
];

/** A mail that comes while somebody is looking. */
export const lateMail: Mail = {
  name: '司徒槐序',
  address: 'situ.huaixu@canary-mail.example',
  subject: '槐序想改收货地址',
  text: '麻烦把地址改成鼓浪屿的那一间，谢谢。',
  minutesAgo: 0,
};

export const buyer = {
  firstName: 'Philomena',
  lastName: 'Ashgrovesson',
  address: 'philomena.ashgrovesson@canary-buyer.example',
  street: '17 Candlewick Terrace',
  phone: '+44 7700 900461',
};

/** Every string to search for. */
export const canaries: readonly string[] = [
  ...[...mails, lateMail].flatMap((mail) => [mail.name, mail.address, mail.subject, mail.text]),
  buyer.lastName,
  buyer.address,
  buyer.street,
  buyer.phone,
];
