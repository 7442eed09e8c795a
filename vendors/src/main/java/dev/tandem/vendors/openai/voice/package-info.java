/** A fake of OpenAI's server for speech. */
@NullMarked
package dev.tandem.vendors.openai.voice;

import org.jspecify.annotations.NullMarked;
