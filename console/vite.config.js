import { defineConfig } from 'vite';

// Scripts and styles only from our own origin, no inline ones. The LiveKit server's address is known when a call
// starts, so connections go by scheme here; the api narrows them to its LiveKit server with a header of its own.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self' ws: wss: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// Not while developing: the development server injects styles.
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  plugins: [contentSecurityPolicy],
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    outDir: process.env.CONSOLE_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // livekit-client is one file of this size; it is fetched while the list of workflows is read.
    chunkSizeWarningLimit: 900,
  },
  test: { include: ['test/**/*.test.ts'] },
});
