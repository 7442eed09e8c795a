/** Makes, changes and revokes an organization's API keys. */
@NullMarked
package dev.tandem.api.apikey;

import org.jspecify.annotations.NullMarked;
