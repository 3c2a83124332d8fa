// SPDX-License-Identifier: GPL-3.0-or-later
// Elements by hand. Text goes in as text and never as markup.
import { visible } from "./words";

type Child = Node | string | null | undefined | false;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, text] of Object.entries(attributes)) node.setAttribute(name, text);
  for (const child of children)
    if (child) node.append(typeof child === "string" ? visible(child) : child);
  return node;
}

export function save(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
