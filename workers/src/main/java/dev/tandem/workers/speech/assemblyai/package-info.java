/** Speech to text by AssemblyAI. */
@NullMarked
package dev.tandem.workers.speech.assemblyai;

import org.jspecify.annotations.NullMarked;
