/** What a conversation takes with it from one stream to the next. */
@NullMarked
package com.ieltsaiprep.gateway.handover;

import org.jspecify.annotations.NullMarked;
