import { expect, test } from 'vitest';
import { urlsIn } from './urls';

test.each([
  ['https://a.example/x.png', ['https://a.example/x.png']],
  ['https://a.example/x.png\n http://b.example/y.jpg, https://a.example/x.png', ['https://a.example/x.png', 'http://b.example/y.jpg']],
  ['look at https://a.example/x.png', null],
  ['javascript:alert(1)', null],
  ['  ', null],
])('%j holds %j', (text, urls) => expect(urlsIn(text)).toEqual(urls));
