import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXesParser } from './xes-parser.js';

const options = { caseIdAttribute: 'concept:name', logAttributes: new Set(['log/city', 'log/meta/unit']) };

const parse = (xml: string, size = xml.length) => {
  const parser = createXesParser(options);
  const cases = [];
  for (let at = 0; at < xml.length; at += size) cases.push(...parser.write(xml.slice(at, at + size)));
  parser.end();
  return cases;
};

const log = (body: string): string => `<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="trace"><string key="group" value="UNKNOWN"/></global>
<global scope="event"><string key="org:group" value="UNKNOWN"/></global>
<classifier name="Activity" keys="concept:name"/>
<string key="city" value="济宁"/><string key="meta" value="m"><int key="unit" value="7"/></string><string key="unread" value="x"/>
${body}</log>`;

const rich = log(`<trace>
<string key="concept:name" value="C-1"/>
<float key="fee" value="157.09305"><string key="currency" value="EUR"><id key="ref" value="u-1"/></string></float>
<list key="parts"><values><string key="part" value="Bouw"/><string key="part" value="Kap"/></values></list>
<container key="place"><string key="street" value="A &amp; B &lt;1&gt;"/></container>
<boolean key="open" value="true"/>
<event>
<date key="time:timestamp" value="2014-04-11T00:00:00+02:00"/>
<int key="n" value="3"/>
</event>
<event></event>
</trace>
<trace><string key="concept:name" value="C-2"/></trace>
`);

describe('traces of an XES log', () => {
  const [first, second] = parse(rich);

  it('give their attributes, nested ones by path and repeated ones by number', () => {
    expect(first?.attributes).toEqual({
      'concept:name': 'C-1',
      fee: '157.09305',
      'fee/currency': 'EUR',
      'fee/currency/ref': 'u-1',
      'parts/part': 'Bouw',
      'parts/part#2': 'Kap',
      'place/street': 'A & B <1>',
      open: 'true',
      'log/city': '济宁',
      'log/meta/unit': '7',
    });
  });

  it('give their events with the lines on which they begin', () => {
    expect(first).toMatchObject({ caseId: 'C-1', line: 8 });
    expect(first?.rows).toEqual([
      { line: 14, values: { 'time:timestamp': '2014-04-11T00:00:00+02:00', n: '3' } },
      { line: 18, values: {} },
    ]);
  });

  it('may have no events, and take nothing from the declarations of globals', () => {
    expect(second).toMatchObject({ caseId: 'C-2', rows: [] });
    expect(second?.attributes).not.toHaveProperty('group');
  });

  it('do not depend on where the text is cut', () => {
    const sizes = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(sizes, (size) => {
        expect(parse(rich, size)).toEqual([first, second]);
      }),
      { numRuns: 40 },
    );
  });

  it('may stand under a prefix of the namespace', () => {
    const xml = '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:string key="concept:name" value="C-9"/><x:event/></x:trace></x:log>';
    expect(parse(xml)).toMatchObject([{ caseId: 'C-9', rows: [{ values: {} }] }]);
  });
});

describe('a document that is no readable log', () => {
  it.each([
    ['another document', '<html><body/></html>', 'the document is <html>, not an XES <log>'],
    ['one that is cut short', '<log><trace>', 'unclosed tag: trace'],
    ['malformed XML', '<log>\n<trace></log>', '2:'],
    ['an unknown entity', '<log><trace><string key="a" value="&boom;"/></trace></log>', 'undefined entity'],
    ['another encoding', '<?xml version="1.0" encoding="GBK"?><log/>', 'the encoding is GBK'],
    ['an event outside of a trace', '<log>\n<event/></log>', 'line 2: an event outside of any trace'],
  ])('is refused: %s', (_, xml, message) => {
    expect(() => parse(xml)).toThrow(message);
  });

  it('is refused when it nests without end or never closes a tag', () => {
    expect(() => parse(`<log><trace>${'<string key="a" value="b">'.repeat(300)}`)).toThrow('nested deeper');
    const parser = createXesParser(options);
    parser.write('<log><trace><string key="a" value="');
    const feed = () => {
      for (let count = 0; count < 100; count += 1) parser.write('x'.repeat(100_000));
    };
    expect(feed).toThrow('characters without a tag');
  });
});
