@NullMarked
package com.ieltsaiprep.infra.mail;

import org.jspecify.annotations.NullMarked;
