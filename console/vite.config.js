import { defineConfig } from 'vite';

export default defineConfig({
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
