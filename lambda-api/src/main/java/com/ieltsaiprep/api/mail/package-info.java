/** Mail to the people who have accounts. */
@NullMarked
package com.ieltsaiprep.api.mail;

import org.jspecify.annotations.NullMarked;
