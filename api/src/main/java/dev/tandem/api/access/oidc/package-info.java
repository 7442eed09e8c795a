/** Tokens of OpenID Connect issuers: who signed them, for whom, and what they say. */
@NullMarked
package dev.tandem.api.access.oidc;

import org.jspecify.annotations.NullMarked;
