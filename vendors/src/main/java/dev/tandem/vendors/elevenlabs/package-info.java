/** A fake of ElevenLabs' server. */
@NullMarked
package dev.tandem.vendors.elevenlabs;

import org.jspecify.annotations.NullMarked;
