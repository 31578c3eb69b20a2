/** E-mail: addresses, message templates and sending through Amazon SES. */
@NullMarked
package com.ieltsaiprep.api.platform.mail;

import org.jspecify.annotations.NullMarked;
