/** A stand-in for Amazon SES, with a mailbox to look into. */
@NullMarked
package com.ieltsaiprep.local.mail;

import org.jspecify.annotations.NullMarked;
