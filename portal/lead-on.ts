/** Leads to another page of ours and sets cookies on the way. */
export function leadOn(path: string, cookies: string[]): Response {
  const response = new Response(null, { status: 303, headers: { Location: path } });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}
