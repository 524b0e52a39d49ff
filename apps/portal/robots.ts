/** Everything that is public may be found; receipts, forms and what officers work with are no finds. */
export function robots(publicUrl: string | null): string {
  const lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /field/", "Disallow: /api/", "Disallow: /tra-cuu"];
  if (publicUrl !== null) lines.push(`Sitemap: ${publicUrl}/sitemap.xml`);
  return `${lines.join("\n")}\n`;
}
