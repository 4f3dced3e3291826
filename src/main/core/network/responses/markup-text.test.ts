import { describe, expect, it } from 'vitest'
import { isMarkup, markupText } from './markup-text'

const plain = (page: string) => markupText(page).text.replace(/\s+/g, ' ').trim()

it.each([
  ['<p>', true], ['<P>', true], ['<!DOCTYPE html>', true], ['<?xml?>', true], ['x <html>', true], ['x <BODY class>', true], ['x<head>', true], ['x<!doctype html>', true],
  ['x <p>', false], ['1 < 2', false], ['<1>', false], ['<htmlx', true], ['x <htmlx>', false], [`${' '.repeat(1000)}<html>`, false], ['', false],
])('%j is a page: %s', (text, expected) => {
  expect(isMarkup(text)).toBe(expected)
})

describe('the visible text', () => {
  it.each([
    ['a<b>c</b>d', 'a c d'],
    ['a<br/>b', 'a b'],
    ['1 < 2', '1 < 2'],
    ['a <= b', 'a <= b'],
    ['a<!-- b > c -->d', 'a d'],
    ['a<!x>b<?y?>c', 'a b c'],
    ['a<![CDATA[<b> & c]]>d', 'a <b> & cd'],
    ['a<script>b<c></script>d', 'a d'],
    ['a<STYLE x="y">b</STYLE>c', 'a c'],
    ['a<template>b</template><svg><text>c</text></svg><noembed>d</noembed>e', 'a e'],
    ['a<scripts>b</scripts>', 'a b'],
    ['a<script>b', 'a'],
    ['a<b', 'a'],
    ['a<!-- b', 'a'],
    ['İ<b>x</b>', 'İ x'],
  ])('of %j is %j', (page, text) => {
    expect(plain(page)).toBe(text)
  })

  it.each([
    ['&quot;&apos;&lt;&gt;&amp;&AMP;', '"\'<>&&'], ['a&nbsp;b', 'a b'], ['&copy;&reg;&ndash;&mdash;&hellip;&lsquo;&rsquo;&ldquo;&rdquo;', '©®–—…‘’“”'],
    ['&#65;&#x42;&#X43;', 'ABC'], ['&#128512;&#x1F600;&#x10FFFF;', '😀😀\u{10FFFF}'], ['&#0;&#xD800;&#xDFFF;&#x110000;&#9999999;', '\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD'], ['&#xD7FF;&#xE000;&#1;', '\uD7FF\uE000\u0001'],
    ['&none;&;&#;&#x;&a;', '&none;&;&#;&#x;&a;'], ['&amp;lt;', '&lt;'],
  ])('has entities decoded once: %j', (page, text) => {
    expect(markupText(page).text).toBe(text)
  })
})

describe('the title', () => {
  it('is separate from the text; the first title that is not empty is used', () => {
    expect(markupText('<title lang="en">A &amp; B</title><title>C</title>x')).toEqual({ title: 'A & B', text: '    x' })
    expect(markupText('<title></title><TITLE>C</TITLE>').title).toBe('C')
    expect(markupText('<p>x').title).toBe('')
  })

  it('is empty if its element is not closed', () => {
    expect(markupText('a<title>b')).toEqual({ title: '', text: 'a ' })
  })
})
