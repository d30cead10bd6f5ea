import type { CDPSession, Page } from '@playwright/test';

/** A thing in the layer as assistive technology sees it: the layer's shadow root is closed, so no locator reaches it. */
export interface Thing {
  role: string;
  name: string;
  description: string;
  /** For DOM and box calls of the DevTools protocol. */
  node: number;
}

interface AxNode {
  ignored?: boolean;
  role?: { value?: string };
  name?: { value?: string };
  description?: { value?: string };
  backendDOMNodeId?: number;
}
interface DomNode {
  backendNodeId: number;
  shadowRootType?: string;
  shadowRoots?: DomNode[];
  children?: DomNode[];
  contentDocument?: DomNode;
}

const sessions = new WeakMap<Page, CDPSession>();

export async function sessionOf(page: Page): Promise<CDPSession> {
  let session = sessions.get(page);
  if (!session) {
    session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    sessions.set(page, session);
  }
  return session;
}

/** Nodes that stand in a closed shadow root: ours, for none of the shops uses one. */
function closedNodes(node: DomNode, inside: boolean, found: Set<number>) {
  if (inside) found.add(node.backendNodeId);
  for (const child of node.children ?? []) closedNodes(child, inside, found);
  for (const root of node.shadowRoots ?? []) closedNodes(root, inside || root.shadowRootType === 'closed', found);
  if (node.contentDocument) closedNodes(node.contentDocument, inside, found);
}

/** Everything of the layer that assistive technology is told, in document order. */
export async function layerOf(page: Page): Promise<Thing[]> {
  const session = await sessionOf(page);
  const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const ours = new Set<number>();
  closedNodes(root, false, ours);
  if (ours.size === 0) return [];
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
  return nodes
    .filter((node) => !node.ignored && node.backendDOMNodeId !== undefined && ours.has(node.backendDOMNodeId))
    .map((node) => ({
      role: node.role?.value ?? '',
      name: node.name?.value ?? '',
      description: node.description?.value ?? '',
      node: node.backendDOMNodeId ?? 0,
    }));
}

/** Things of the layer with this role whose name fits. */
export async function inLayer(page: Page, role: string, name: RegExp): Promise<Thing[]> {
  return (await layerOf(page)).filter((thing) => thing.role === role && name.test(thing.name));
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a thing stands in the window. */
export async function boxOf(page: Page, thing: Thing): Promise<Box> {
  const session = await sessionOf(page);
  const { model } = await session.send('DOM.getBoxModel', { backendNodeId: thing.node });
  const [x = 0, y = 0] = model.border;
  return { x, y, width: model.width, height: model.height };
}

const middle = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const;

/** A real click: the browser itself makes the event, so it is trusted. */
export async function clickThing(page: Page, thing: Thing): Promise<void> {
  const session = await sessionOf(page);
  await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: thing.node });
  await page.mouse.click(...middle(await boxOf(page, thing)));
}

export async function hoverThing(page: Page, thing: Thing): Promise<void> {
  await page.mouse.move(...middle(await boxOf(page, thing)), { steps: 4 });
}

/** All words of the layer, as they are read out. */
export async function layerText(page: Page): Promise<string> {
  return (await layerOf(page))
    .filter(({ role }) => role !== 'InlineTextBox')
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join('\n');
}

/** The badge that stands at this height, by its label; null where the row has none. */
export async function badgeAt(page: Page, y: number): Promise<Thing | null> {
  for (const thing of await inLayer(page, 'button', /\d|can't see|看不到/)) {
    const box = await boxOf(page, thing).catch(() => null);
    if (box && y >= box.y && y <= box.y + box.height && box.height < 40) return thing;
  }
  return null;
}
