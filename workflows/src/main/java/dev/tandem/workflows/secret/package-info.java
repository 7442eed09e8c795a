/** Secrets as they are stored and as they travel: sealed. What api and workers must agree on, and nothing else. */
@NullMarked
package dev.tandem.workflows.secret;

import org.jspecify.annotations.NullMarked;
