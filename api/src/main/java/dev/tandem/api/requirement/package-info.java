/** What has to have been shown of a draft before it is published, and who published one all the same. */
@NullMarked
package dev.tandem.api.requirement;

import org.jspecify.annotations.NullMarked;
