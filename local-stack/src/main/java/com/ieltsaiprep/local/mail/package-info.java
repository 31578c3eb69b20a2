/** Amazon SES stand-in with a mailbox for tests. */
@NullMarked
package com.ieltsaiprep.local.mail;

import org.jspecify.annotations.NullMarked;
