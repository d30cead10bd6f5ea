/** A GraphQL client for the test shop: keeps the session's bearer token, throws on errors. */
export type Ask = <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>;

interface Answer<Data> {
  data?: Data;
  errors?: { message: string }[];
}

export function client(url: string): Ask {
  let token: string | null = null;
  return async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get('vendure-auth-token') ?? token;
    const answer = (await response.json()) as Answer<Data>;
    if (answer.errors || !answer.data)
      throw new Error(`${query.slice(0, 80)} … ${answer.errors?.map((error) => error.message).join('; ') ?? response.status}`);
    return answer.data;
  };
}

/** The admin API of a test shop, signed in. */
export async function adminOf(shop: string): Promise<Ask> {
  const ask = client(`${shop}/admin-api?languageCode=en`);
  await ask('mutation { login(username: "superadmin", password: "superadmin") { __typename } }');
  return ask;
}

/** A visitor of the test shop: a cart of its own. */
export function visitorOf(shop: string): Ask {
  return client(`${shop}/shop-api`);
}
