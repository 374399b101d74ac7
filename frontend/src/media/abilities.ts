/** What this browser can do with sound and picture. */

export const hasWebRtc = (): boolean => "RTCPeerConnection" in window;

/** Encoders in the hall and some films send H.264; a browser without WebRTC shows nothing in any case. */
export const lacksH264 = (): boolean =>
  hasWebRtc() &&
  !(RTCRtpReceiver.getCapabilities("video")?.codecs ?? []).some(({ mimeType }) => /h264/i.test(mimeType));

/** Firefox reaches no relay that is at loopback addresses alone. */
export const isFirefox = (): boolean => "mozInnerScreenX" in window;
