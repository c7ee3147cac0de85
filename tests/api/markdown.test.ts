import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import { renderMarkdown } from '#api/articles/markdown.ts';
import { rehypeSafe } from '#api/core/sanitize.ts';
import { dangers } from '../support/safe-html.ts';

const html = (source: string) => renderMarkdown(source).html;

describe('an article', () => {
  test('becomes HTML, headings and words', () => {
    const { html, headings, text } = renderMarkdown(
      '# Pin a *channel*\n\nHold the **button**.\n\n## Каналы: 1, 6\n\n### In `code`\n\n#### Deeper\n\n## Каналы: 1, 6',
    );

    expect(html).toContain('<h2 id="h-pin-a-channel">Pin a <em>channel</em></h2>');
    expect(headings).toEqual([
      { id: 'h-pin-a-channel', text: 'Pin a channel', depth: 2 },
      { id: 'h-каналы-1-6', text: 'Каналы: 1, 6', depth: 2 },
      { id: 'h-in-code', text: 'In code', depth: 3 },
      { id: 'h-каналы-1-6-1', text: 'Каналы: 1, 6', depth: 2 },
    ]);
    for (const { id } of headings) expect(html).toContain(` id="${id}"`);
    expect(text).toBe('Pin a channel\nHold the button.\nКаналы: 1, 6\nIn code\nDeeper\nКаналы: 1, 6');
  });

  test('renders the same again: nothing is left over from the one before', () => {
    expect(html('## Twice')).toBe(html('## Twice'));
  });

  test.each([
    ['NOTE', 'note'],
    ['tip', 'good'],
    ['WARNING', 'wait'],
  ])('has a callout for [!%s]', (word, tone) => {
    expect(html(`> [!${word}]\n> Mind **this**.`)).toBe(
      `<div class="callout ${tone}" role="note">\n<p>Mind <strong>this</strong>.</p>\n</div>`,
    );
    expect(html(`> [!${word}]\n>\n> - one`)).toContain(`<div class="callout ${tone}" role="note">`);
    expect(html(`> [!${word}]\n>\n> - one`)).not.toContain('<p></p>');
  });

  test.each([
    '> [!OTHER]\n> text',
    '> a quote',
    '> see [!NOTE]\n> text',
    '> [!NOTE] same line',
    '> **[!NOTE]**\n> x',
  ])('leaves %j a quote', (source) => {
    expect(html(source)).toMatch(/^<blockquote>/);
  });

  test('has tables that fold on narrow screens', () => {
    const table = html('| Part | Price & tax |\n|---|--:|\n| Lamp | 3 |');

    expect(table).toContain('<table class="table folds">');
    expect(table).toContain('<th class="num" scope="col">Price &#x26; tax</th>');
    expect(table).toContain('<td data-label="Part">Lamp</td>');
    expect(table).toContain('<td class="num" data-label="Price &#x26; tax">3</td>');
  });

  test('has code that can be scrolled by keyboard, and ticks that are no form fields', () => {
    expect(html('```c++\nint a = 1 < 2;\n```')).toBe(
      '<pre tabindex="0"><code class="language-c++">int a = 1 &#x3C; 2;\n</code></pre>',
    );
    expect(html('- [x] done\n- [ ] open')).toBe('<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>');
    expect(html('<form><input type="hidden"><input> a</form>')).toBe(' a');
  });

  test('has footnotes that lead there and back', () => {
    const { html, text, headings } = renderMarkdown('A claim.[^1]\n\n[^1]: Its proof.');

    expect(html).toContain('<a href="#note-fn-1" id="note-fnref-1"');
    expect(html).toContain('<li id="note-fn-1">');
    expect(html).toContain('<a href="#note-fnref-1"');
    expect(text).not.toContain('↩');
    expect(headings).toEqual([]);
  });

  test.each([
    ['[a](/help/x)', '<a href="/help/x">a</a>'],
    ['[a](#h-b)', '<a href="#h-b">a</a>'],
    ['[a](../b?c=d:e)', '<a href="../b?c=d:e">a</a>'],
    ['[a](https://b.example)', '<a href="https://b.example" rel="noopener nofollow">a</a>'],
    ['[a](//b.example)', '<a href="//b.example" rel="noopener nofollow">a</a>'],
    ['http://b.example/x', '<a href="http://b.example/x" rel="noopener nofollow">http://b.example/x</a>'],
    ['<mailto:a@b.example>', '<a href="mailto:a@b.example">mailto:a@b.example</a>'],
    ['[a](ftp://b.example)', '<a>a</a>'],
    ['[a](tel:123)', '<a>a</a>'],
    ['![a](/files/b.png)', 'a'],
    ['![a](https://b.example/c.png)', '<a href="https://b.example/c.png" rel="noopener nofollow">a</a>'],
    ['[![a](https://b.example/c.png)](/d)', '<a href="/d">a</a>'],
    ['![a](//b.example/c.png)', 'a'],
    ['![a](data:image/png;base64,AA)', 'a'],
  ])('links as it should: %s', (source, expected) => {
    expect(html(source)).toBe(`<p>${expected}</p>`);
  });

  test('takes HTML as far as it is harmless, and keeps what the rest says', () => {
    expect(html('one <b onclick="x()">two</b> <font>three</font>')).toBe('<p>one <b>two</b> three</p>');
    expect(html('a\n\n<div><script>alert(1)</script></div>\n\nb')).toBe('<p>a</p>\n<div></div>\n<p>b</p>');
    expect(html('<details>\n<summary>More</summary>\n\n**Hidden**\n\n</details>')).toBe(
      '<details>\n<summary>More</summary>\n<p><strong>Hidden</strong></p>\n</details>',
    );
    expect(html('<div class="fixed">a</div>')).toBe('<div>a</div>');
  });

  test.each([
    '<iframe src="//video.example/embed/7" allow="autoplay"></iframe>',
    '<video controls src="https://video.example/embed/7"></video>',
    '<video><source src="https://video.example/embed/7"></video>',
  ])('links to what other websites would play: %s', (source) => {
    expect(html(source)).toContain(
      '<a href="https://video.example/embed/7" rel="noopener nofollow">video.example/embed/7</a>',
    );
  });

  test('gives a link without words those beside it', () => {
    const tile = '<div>\n<a href="/x"></a> <img src="y.png"> <span>Lamps</span>\n</div>';

    expect(html(tile)).toMatch(/^<div><a href="\/x">\s+<span>Lamps<\/span>\s+<\/a><\/div>$/);
    expect(html('<div><a href="/x"></a><p>Lamps</p><p>Many.</p></div>')).toBe(
      '<div><p><a href="/x">Lamps</a></p><p>Many.</p></div>',
    );
    expect(html('<p><a href="/x"></a></p>')).toBe('<p></p>');
    expect(html('<p><a href="/x">Lamps</a> and <span>more</span></p>')).toContain('</a> and ');
  });

  test('puts items that stand alone into a list', () => {
    expect(html('<div>a<li>b</li> <li>c</li>d</div>')).toBe('<div>a<ul><li>b</li> <li>c</li></ul>d</div>');
    expect(html('<ol><li>b</li></ol>')).toBe('<ol><li>b</li></ol>');
  });

  test('has tables in HTML that fold by the names of their columns, where each has one', () => {
    const table = (head: string, row: string) => html(`<table><tr>${head}</tr><tr>${row}</tr></table>`);

    expect(table('<th>Part<th>Price', '<td>Lamp<td>3')).toContain('<td data-label="Price">3</td>');
    expect(table('<td>Part<td>Price', '<td>Lamp<td>3')).not.toContain('data-label');
    expect(table('<th>Part<th>Price', '<td colspan="2">None')).not.toContain('data-label');
    expect(table('<th>Part<th>Price', '<td>Lamp<td>3')).toMatch(/<thead><tr>.*<\/tr><\/thead><tbody><tr><td/);
    expect(table('<th>Part<th>Price', '<th>Lamp<td>3')).toContain('<th scope="row">Lamp</th>');
  });

  test('finds a heading by the name it was given, from the same page', () => {
    const { html, headings } = renderMarkdown(
      '[a](#win) [b](#on-mac) [c](#h-win) [d](#else)\n\n## Windows *10* {#win}\n\n## On Mac',
    );

    expect(headings.map(({ id, text }) => [id, text])).toEqual([
      ['h-win', 'Windows 10'],
      ['h-on-mac', 'On Mac'],
    ]);
    expect(html).toContain('<a href="#h-win">a</a> <a href="#h-on-mac">b</a>');
    expect(html).toContain('<a href="#h-win">c</a> <a href="#else">d</a>');
  });

  test.each([
    '>'.repeat(20_000),
    '* '.repeat(3000),
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
    '**a'.repeat(20_000),
    '<p>'.repeat(20_001),
    '<b>'.repeat(201),
    Array.from({ length: 100 }, (_, n) => `<b lang="${n}">`).join('') + '<p>'.repeat(200),
    '[^1]'.repeat(15_000),
    ']'.repeat(5_000),
    '> a\n\n'.repeat(5_000),
    '- a\n'.repeat(5_000),
    `${'|a'.repeat(20_000)}\n${'|-'.repeat(20_000)}`,
  ])('that is built to keep the parser busy is refused: %.20s…', (source) => {
    expect(() => renderMarkdown(source)).toThrow(
      expect.objectContaining({ status: 422, fields: { body: 'too_complex' } }),
    );
  });

  test('may be long', () => {
    const paragraph =
      'A **bold** word, a [link](/x), a `name_with_parts` and 1 * 2 * 3.\n\n| a | b |\n|---|---|\n| c | d |\n\n';

    expect(renderMarkdown(paragraph.repeat(150)).text.length).toBeGreaterThan(7_000);
    expect(renderMarkdown('- An item with [a link](/x)\n'.repeat(1_000)).text.length).toBeGreaterThan(7_000);
  });
});

const VECTORS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#x6A;avascript&colon;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a><a href="blob:x">x</a><a href="file:///etc/passwd">x</a>',
  '<form action=javascript:alert(1)><input type=submit formaction=javascript:alert(1)></form>',
  '<style>@import "//evil.example/x.css"</style><p style="background:url(javascript:x)">x</p>',
  '<base href="//evil.example/"><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content="0;url=//x">',
  '<img src="http://[::1"><img srcset="//evil.example 2x"><img src="\\\\evil.example\\x">',
  '<p id=document class="fixed overlay" onclick=x accesskey=x>x</p><a name=body>x</a><h2 id="location">x</h2>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<!--><img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]><?x <img src=x onerror=alert(1)>?>',
  '<td><tr><template><script>alert(1)</script></template>',
  '<object data=x><embed src=x><video src=x onerror=x><audio src=x><details ontoggle=x open>',
  '<button popovertarget=x>x</button><dialog open>x</dialog><select><option>x</select><x-y onclick=x is=z slot=a>',
  '<div role=alert aria-live=assertive tabindex=5 contenteditable draggable=true data-action="x">x</div>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1) "t")',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0000javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](https://a.example/b.png "y\\" onload=\\"z")',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[x]: javascript:alert(1)\n\n[x] [y][x] ![z][x]',
  '```"onmouseover="alert(1)\nx\n```',
  '```x class y style=z\nx\n```',
  '## <script>alert(1)</script> " onclick="x',
  '| " onclick="x |\n|---|\n| <img src=x onerror=alert(1)> |',
  '[^"><script>]: x\n\n[^"><script>]',
  '> [!NOTE"><script>]\n> x',
];

describe('an attack', () => {
  const sanitizer = unified().use(rehypeParse, { fragment: true }).use(rehypeSafe).use(rehypeStringify);

  test.each(VECTORS)('does nothing in Markdown: %s', (vector) => {
    expect(dangers(html(vector))).toEqual([]);
    expect(dangers(html(`text ${vector} text`))).toEqual([]);
  });

  test.each(VECTORS)('does nothing in HTML: %s', (vector) => {
    expect(dangers(String(sanitizer.processSync(vector)))).toEqual([]);
  });

  test('is seen by the check of these tests', () => {
    expect(dangers('<p id=x style=y><img src=data:x onerror=z><a href=javascript:x>')).toHaveLength(5);
    expect(dangers('<svg></svg><!-- x --><div class=overlay>')).toHaveLength(3);
  });
});
