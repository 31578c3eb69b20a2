/** Amazon SES stand-in: accepts the API's e-mails locally and keeps them for tests. */
@NullMarked
package com.ieltsaiprep.local.mail;

import org.jspecify.annotations.NullMarked;
