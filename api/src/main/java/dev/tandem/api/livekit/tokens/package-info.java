/** Makes the tokens with which callers and operators join a call's room. */
@NullMarked
package dev.tandem.api.livekit.tokens;

import org.jspecify.annotations.NullMarked;
