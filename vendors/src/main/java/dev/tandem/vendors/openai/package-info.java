/** OpenAI's server. */
@NullMarked
package dev.tandem.vendors.openai;

import org.jspecify.annotations.NullMarked;
