import { expect, test } from './fixtures.ts';
import { openSurface } from './harness/browser.ts';
import { words } from './harness/words.ts';
import { signIn } from './journey/set-up.ts';

test('what a colleague writes stands on an open page of ours within seconds, with nobody pressing anything', async ({
  person,
  places,
  team,
}) => {
  const [me, colleague] = [await person(), await person()];
  await signIn(me, places.api, team.specialist);
  await signIn(colleague, places.api, team.colleague);
  const theirs = await openSurface(colleague, 'workbench', '#data');
  await expect(theirs.getByText(words('note.none'))).toBeVisible();
  const mine = await openSurface(me, 'popup');
  for (const text of ['The courier comes at four', 'The courier has been']) {
    await mine.getByLabel(words('entry.label')).fill(text);
    await mine.keyboard.press('Control+Enter');
    // The alarm would take up to a minute.
    await expect(theirs.getByText(text)).toBeVisible({ timeout: 5000 });
  }
});
