/** What the providers of an organization's calls used, and what that costs by its price list. */
@NullMarked
package dev.tandem.api.usage;

import org.jspecify.annotations.NullMarked;
