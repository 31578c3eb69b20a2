/** Tickets to conversations with Maya. */
@NullMarked
package com.ieltsaiprep.api.speech;

import org.jspecify.annotations.NullMarked;
