import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { WordsProvider } from '@/components/words';
import { textsOf } from '@/lib/text/load';
import { locales, translator } from '@/lib/text/text';
import { now } from '../fixture-tasks';
import { states } from './states';

const asked = new URLSearchParams(location.search);
const locale = locales.find((each) => each === asked.get('locale')) ?? 'zh-CN';
const show = states[asked.get('screen') ?? '']?.[asked.get('state') ?? ''];

function Index() {
  return (
    <main style={{ padding: 16 }}>
      {Object.entries(states).map(([screen, all]) => (
        <p key={screen}>
          <b>{screen}</b>{' '}
          {Object.keys(all).map((state) => (
            <a key={state} href={`?screen=${screen}&state=${state}&locale=${locale}`} style={{ marginRight: 12 }}>
              {state}
            </a>
          ))}
        </p>
      ))}
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <WordsProvider t={translator(locale, textsOf(locale))} locale={locale} now={now}>
      {show ? show() : <Index />}
    </WordsProvider>,
  );
}
