/** Speech on this machine, without a key: composes the models of the packages below. */
@NullMarked
package dev.tandem.workers.speech.local;

import org.jspecify.annotations.NullMarked;
