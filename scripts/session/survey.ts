/** @file Examines screens while their pictures are taken, and writes a contact sheet with all pictures and findings. */
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { violationsOn } from '../../e2e/harness/accessibility'

interface Examined { readonly picture: string, readonly findings: readonly string[] }

/** Returns the page if it scrolls sideways, and each control and heading whose text is wider than its box and has no tooltip. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const each of [document.documentElement, ...document.querySelectorAll('.page-body')]) {
      if (each.scrollWidth > each.clientWidth) found.push(`${each.className || 'the page'} scrolls sideways by ${each.scrollWidth - each.clientWidth} px`)
    }
    for (const each of document.querySelectorAll<HTMLElement>('button, h1, h2, h3, label, legend, [role="tab"], [role="alert"] p, [role="status"]')) {
      if (each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible' && !each.closest('[title]')) {
        found.push(`cut: ${each.textContent?.trim().slice(0, 60) ?? ''}`)
      }
    }
    return found
  })
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`)

export interface Survey {
  /** Examines the page, of which a picture was taken. */
  readonly examine: (page: Page, picture: string) => Promise<void>
  /** Writes `index.html` beside the pictures, and returns the findings. */
  readonly finish: (folder: string) => readonly string[]
}

export function createSurvey(): Survey {
  const all: Examined[] = []
  return {
    examine: async (page, picture) => {
      all.push({ picture, findings: [...await cutOff(page), ...await violationsOn(page)] })
    },
    finish: (folder) => {
      const figures = all.map(({ picture, findings }) =>
        `<figure><a href="${escaped(picture)}"><img src="${escaped(picture)}" alt=""></a><figcaption>${escaped(picture)}${findings.map(each => `<br><b>${escaped(each)}</b>`).join('')}</figcaption></figure>`)
      const style = 'body{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px;font:12px system-ui}figure{margin:0}img{width:100%;border:1px solid #888}b{color:#b00}'
      writeFileSync(path.join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>${figures.join('\n')}\n`)
      return all.flatMap(({ picture, findings }) => findings.map(each => `${picture}: ${each}`))
    },
  }
}
