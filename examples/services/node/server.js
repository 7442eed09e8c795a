// Callbacks and their free times as an Express service. Run it with: PORT=3000 node server.js
const express = require('express');

const app = express();
app.use(express.json());

const callbacks = new Map();
const slots = [
  { day: '2026-12-02', time: '09:00', free: true },
  { day: '2026-12-02', time: '14:30', free: false },
  { day: '2026-12-03', time: '11:00', free: true },
];

// ?day=2026-12-02&day=2026-12-03: an array of the slots that are free on these days
app.get('/slots', (request, response) => {
  const days = [request.query.day ?? []].flat();
  response.json(slots.filter((slot) => slot.free && (days.length === 0 || days.includes(slot.day))));
});

// It answers 200 to everything, and says in the body whether it succeeded.
app.post('/callbacks', (request, response) => {
  const { phone, slot, topics = [] } = request.body;
  const key = request.get('Idempotency-Key');
  if (!slots.some((known) => known.free && `${known.day} ${known.time}` === slot)) {
    response.json({ success: false, message: `Nobody is free at ${slot}` });
    return;
  }
  if (!callbacks.has(key)) {
    callbacks.set(key, { id: `cb-${callbacks.size + 1}`, phone, slot, topics });
  }
  response.json({ success: true, callback: callbacks.get(key) });
});

// Nothing to say: 204
app.delete('/callbacks/:id', (request, response) => {
  for (const [key, callback] of callbacks) {
    if (callback.id === request.params.id) {
      callbacks.delete(key);
    }
  }
  response.status(204).end();
});

app.listen(process.env.PORT || 3000, '127.0.0.1');
