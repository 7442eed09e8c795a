/** Checks the tokens of OpenID Connect issuers, and reads what they say. */
@NullMarked
package dev.tandem.api.access.oidc;

import org.jspecify.annotations.NullMarked;
