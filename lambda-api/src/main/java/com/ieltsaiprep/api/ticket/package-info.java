/** Tickets: admission of an app to a conversation at the streaming gateway. */
@NullMarked
package com.ieltsaiprep.api.ticket;

import org.jspecify.annotations.NullMarked;
