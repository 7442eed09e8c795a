/** An organization's API keys. */
@NullMarked
package dev.tandem.api.apikey;

import org.jspecify.annotations.NullMarked;
