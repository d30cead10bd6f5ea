import { type Mutation, made } from './mutation.ts';

const contents = (body: HTMLElement): Node[] => [...body.childNodes].filter((node) => node.nodeName !== 'SCRIPT');
const styles = (): Node[] => [...document.querySelectorAll('style, link[rel=stylesheet]')].map((style) => style.cloneNode(true));

/** The whole page inside of something. */
export const wrapped: Mutation[] = [
  {
    id: 'in-shadow-root',
    keepsLabels: true,
    apply(body) {
      const host = made('micro-app');
      host.attachShadow({ mode: 'open' }).append(...styles(), ...contents(body));
      body.append(host);
      return true;
    },
  },
  {
    id: 'in-frame',
    keepsLabels: true,
    apply(body) {
      const frame = made('iframe') as HTMLIFrameElement;
      frame.style.cssText = 'width: 1200px; height: 850px';
      const inside = contents(body);
      body.append(frame);
      frame.contentDocument?.head.append(...styles());
      frame.contentDocument?.body.append(...inside);
      return true;
    },
  },
  {
    id: 'deeper',
    keepsLabels: true,
    apply(body) {
      const inside = contents(body);
      const boxes = ['main', 'div', 'section', 'div'].map((tag) => made(tag));
      boxes.reduceRight((inner, outer) => {
        outer.append(inner);
        return outer;
      });
      boxes.at(-1)?.append(...inside);
      body.append(boxes[0] as HTMLElement);
      return true;
    },
  },
];
