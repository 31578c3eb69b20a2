/** What a conversation takes with it from one stream to the next. */
@NullMarked
package com.ieltsaiprep.gateway.capsule;

import org.jspecify.annotations.NullMarked;
